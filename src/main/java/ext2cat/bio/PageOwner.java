// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/** What a page belongs to by an index: the cached pages of a file, or a shared memory object. */
public interface PageOwner {}
