# SPDX-License-Identifier: Apache-2.0
needs fakeroot mke2fs
user=()
if ((EUID == 0)); then
    needs setpriv
    user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chown -R 65534:65534 .
fi
"${user[@]}" env HOME=/ bash recipe.sh > said 2>&1
has 2 'rc=0'
has 2 '^crw-r--r-- 1 0 0 5, 1 .* console$'
has 2 '^-rwsr-xr-x 1 1000 1000 .* su$'
