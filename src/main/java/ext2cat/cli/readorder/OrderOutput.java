// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.readorder.format.OrderWriter;

import java.io.IOException;

/** Where the reads of one file after another are shown, each as it comes. */
interface OrderOutput extends BioSubmitter {

    /** Where only the figures of all files together are wanted. */
    OrderOutput NONE = _ -> {};

    /** The reads of another file begin. */
    default void startFile(String path, long sizeBytes) throws IOException {}

    /** The reads of the file are complete, or ended by an error that the result holds. */
    default void endFile(FileResult result) throws IOException {}

    /** A format of another tool, which has no place for results. */
    static OrderOutput of(OrderWriter writer) {
        return new OrderOutput() {

            @Override
            public void startFile(String path, long sizeBytes) throws IOException {
                writer.startFile(path);
            }

            @Override
            public void submit(Bio bio) throws IOException {
                writer.submit(bio);
            }
        };
    }
}
