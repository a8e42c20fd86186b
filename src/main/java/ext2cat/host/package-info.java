// SPDX-License-Identifier: Apache-2.0

/**
 * The machine that the program runs on: functions of the C library that Java does not have, the
 * channels of the process's own output, and files that get their name only when they are whole.
 * Knows nothing of images, and no other package makes native calls.
 */
package ext2cat.host;
