# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
echo hello > hello.txt
mke2fs -q -F -t ext2 -b 1024 i.img 1M
debugfs -w -R 'write hello.txt hello.txt' i.img > /dev/null 2>&1
for limit in 2000000 2500000; do
    (ulimit -v $limit; exec ext2cat i.img /hello.txt) > out 2> said
    is "output with ulimit -v $limit" "$(cat out)" hello
done
for limit in 100000 300000 600000 1000000; do
    (ulimit -v $limit; exec ext2cat i.img /hello.txt) > out 2> said
    if [[ $(cat out) != hello && -s out ]]; then
        wrong "standard output with ulimit -v $limit: $(head -n 2 out)"
    fi
done
is "crash reports left" "$(find . -name 'hs_err*' | wc -l)" 0
