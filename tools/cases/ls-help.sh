# SPDX-License-Identifier: Apache-2.0
recipe
has 1 'A sign .* each name'
says '\*/=@\|'
