// SPDX-License-Identifier: Apache-2.0

/**
 * Pictures of an order of reads: {@link ext2cat.readorder.plot.PlotSeries} collects the reads of
 * one model, {@link ext2cat.readorder.plot.OrderPlot} draws several side by side, as SVG or HTML
 * that need nothing but themselves.
 */
package ext2cat.readorder.plot;
