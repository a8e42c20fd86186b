// SPDX-License-Identifier: Apache-2.0

/**
 * What looks at reads as they pass: {@link ext2cat.readorder.observe.RecordingSubmitter} shows each
 * to an observer before it is made, {@link ext2cat.readorder.observe.OrderStatistics} counts, and
 * {@link ext2cat.readorder.observe.OrderVerifier} says whether the layout allows a better order.
 *
 * <p>Not exported: a user of the library finds both results in a {@code Prediction}.
 */
@NullMarked
package ext2cat.readorder.observe;

import org.jspecify.annotations.NullMarked;
