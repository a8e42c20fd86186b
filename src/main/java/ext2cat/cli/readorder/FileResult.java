// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.OrderVerdict;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a file's reads after the last one.
 *
 * @param figures one entry a model; the first is the model whose reads were shown
 * @param verdict the result of the check, if one was asked for
 * @param error why the reads end before the file does, if they do
 */
record FileResult(
        List<ModelFigures> figures, Optional<OrderVerdict> verdict, Optional<String> error) {

    /** The figures of one model. */
    record ModelFigures(String model, OrderSummary summary) {}
}
