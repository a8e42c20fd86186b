// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.readorder.FileResult;
import ext2cat.readorder.OrderWriter;
import ext2cat.readorder.TracedFile;

/** Where only the figures of all files together are wanted. */
final class SilentWriter implements OrderWriter {

    @Override
    public void startFile(TracedFile file) {}

    @Override
    public void submit(Bio bio) {}

    @Override
    public void endFile(FileResult result) {}

    @Override
    public void close() {}
}
