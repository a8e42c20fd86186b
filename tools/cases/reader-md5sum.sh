# SPDX-License-Identifier: Apache-2.0
recipe
is "the first verdict" "$(grep -m 1 '^Verdict' said | grep -c 'follows the model ext4')" 1
