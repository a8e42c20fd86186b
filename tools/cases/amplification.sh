# SPDX-License-Identifier: Apache-2.0
# Each command ends by itself, in little memory and with little output, whatever the image repeats.
export EXT2CAT_JAVA_OPTIONS=-Xmx64m
for packed in *.img.gz; do
    image=${packed%.gz}
    gunzip -k "$packed"
    for command in "find" "ls -R" "tree" "du" "timeline" "lsdel" "check" "tar" "hash" "extract -C out" \
        "diff $image"; do
        if [[ $image == sp40.img && $command == hash ]]; then
            continue # 1 TiB of zeros are hashed, with progress
        fi
        began=$SECONDS
        bytes=$(timeout 30 ext2 $command "$image" 2> said | wc -c; exit "${PIPESTATUS[0]}")
        code=$?
        took=$((SECONDS - began))
        if ((code == 124 || bytes > 300000000)) || grep -q 'internal error' said; then
            wrong "ext2 $command $image: exit code $code after $took s, $bytes bytes of output"
        fi
        if [[ -d out ]]; then
            if (($(du -sk out | cut -f 1) > 300000)); then
                wrong "ext2 extract $image: more than 300 MB extracted"
            fi
            chmod -R u+rwx out
            rm -rf out
        fi
    done
done
