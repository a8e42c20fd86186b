// SPDX-License-Identifier: Apache-2.0

/** Checks a file system. */
package ext2cat.check;
