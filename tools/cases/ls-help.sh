# SPDX-License-Identifier: Apache-2.0
recipe
has 1 'a sign .* each name'
says '\*/=@\|'
