// SPDX-License-Identifier: Apache-2.0

/**
 * What was submitted, in which order: recorded, measured, compared with real captures, written in
 * the formats of other tools, and drawn.
 */
@NullMarked
package ext2cat.readorder;

import org.jspecify.annotations.NullMarked;
