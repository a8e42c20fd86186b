# SPDX-License-Identifier: Apache-2.0
recipe
has 2 'begins at sector 0 of device 7,0'
never 'sector 58756960'
never 'another image'
has 6 '^Verdict: the capture follows '
