// SPDX-License-Identifier: Apache-2.0

/**
 * What was submitted, in which order: recorded, measured, compared with real captures, written in
 * the formats of other tools, and drawn.
 */
package ext2cat.readorder;
