// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.plot;

/** How the models share a picture. */
public enum PlotStyle {
    /** All in one panel, over each other: where they part is seen at once. */
    OVERLAY,
    /** A panel for each, side by side to the same scale. */
    PANELS
}
