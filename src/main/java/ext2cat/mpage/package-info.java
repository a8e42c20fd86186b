// SPDX-License-Identifier: Apache-2.0

/** How a file's pages are read. */
package ext2cat.mpage;
