// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;
import ext2cat.volume.Inode;

/**
 * How files are to be read.
 *
 * @param model whose way of turning pages into reads
 * @param reader which program reads
 * @param limits what the device allows
 */
record Asked(ReadModel model, ReaderProgram reader, QueueLimits limits) {

    /** Who predicts how a file is read so. */
    Predictor of(Inode file) {
        return Predictor.of(file).model(model).reader(reader).limits(limits);
    }
}
