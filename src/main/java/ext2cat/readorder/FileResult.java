// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a file's reads after the last one.
 *
 * @param figures one entry a model; the first is the model whose reads were shown
 * @param verdict the result of the check, if one was asked for
 * @param error why the reads end before the file does, if they do
 */
public record FileResult(
        List<ModelFigures> figures, Optional<Verdict> verdict, Optional<String> error) {

    /** The figures of one model. */
    public record ModelFigures(String model, OrderSummary summary) {}

    /**
     * The result of a check.
     *
     * @param offences how many
     * @param first the first of them
     */
    public record Verdict(long offences, Optional<Offence> first) {

        /** What a verifier found. */
        public static Verdict of(OrderVerifier verifier) {
            return new Verdict(verifier.offences(), verifier.first());
        }

        /** The verdict in one sentence. */
        public String text() {
            return first.map(
                            offence ->
                                    offences == 1
                                            ? offence.text()
                                            : "%d offences, the first: %s"
                                                    .formatted(offences, offence.text()))
                    .orElse("the order is as it should be");
        }
    }
}
