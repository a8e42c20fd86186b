// SPDX-License-Identifier: Apache-2.0

/** Reads ext2, ext3 and ext4 images without mounting them, the way Linux reads them. */
module ext2cat {
    requires com.github.luben.zstd_jni;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;

    // For the command line, which is not exported.
    requires static com.fasterxml.jackson.core;
    requires static info.picocli;

    // For compilers and editors.
    requires static org.jspecify;

    exports ext2cat.bio;
    exports ext2cat.check;
    exports ext2cat.device;
    exports ext2cat.disk;
    exports ext2cat.export;
    exports ext2cat.export.hash;
    exports ext2cat.export.tar;
    exports ext2cat.extract;
    exports ext2cat.image;
    exports ext2cat.map;
    exports ext2cat.mm;
    exports ext2cat.mpage;
    exports ext2cat.readorder;
    exports ext2cat.volume;

    provides java.nio.file.spi.FileSystemProvider with
            ext2cat.nio.Ext2FileSystemProvider;
}
