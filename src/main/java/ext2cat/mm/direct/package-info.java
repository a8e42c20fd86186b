// SPDX-License-Identifier: Apache-2.0

/**
 * Reading a file of an image straight into pinned user pages, as O_DIRECT does. Not exported:
 * pinning is {@link ext2cat.mm.UserPages#pin}.
 */
@NullMarked
package ext2cat.mm.direct;

import org.jspecify.annotations.NullMarked;
