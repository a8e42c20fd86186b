// SPDX-License-Identifier: Apache-2.0

/** The bytes of an image. Only this package opens channels. */
package ext2cat.device;
