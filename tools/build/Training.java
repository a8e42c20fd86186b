// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.bio.ChannelDestination;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.run.Streams;
import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs several commands of one program in one process, so that the AOT cache which the process
 * leaves has the classes of them all. It is only part of the distribution.
 */
final class Training {

    private Training() {}

    /** Runs the program of the cache that the first argument names, once for each further one. */
    public static void main(String[] args) throws IOException {
        for (String command : Arrays.asList(args).subList(1, args.length)) {
            String[] words = Arguments.recover(command.split(" "));
            Streams streams = Streams.ofProcess();
            int status =
                    switch (args[0]) {
                        case "ext2cat", "plain" -> Ext2cat.run(words, streams);
                        case "ext2", "look" -> Ext2.run(words, streams);
                        default -> throw new IllegalArgumentException(args[0]);
                    };
            if (status != 0) {
                System.err.printf("%s %s: exit code %d%n", args[0], command, status);
                System.exit(status);
            }
        }
        if (!args[0].equals("look")) {
            sendMuch();
        }
        if (args[0].equals("ext2")) {
            System.exit(0); // as the program ends, and ext2cat does not
        }
    }

    /** What only large files need; the image of the training has none. */
    private static void sendMuch() throws IOException {
        Path large = Path.of(System.getProperty("java.home"), "lib", "modules");
        try (BlockDevice device = MappedDevice.open(large);
                RandomAccessFile file = new RandomAccessFile(large.toFile(), "r");
                Arena arena = Arena.ofShared()) {
            ChannelDestination out =
                    new ChannelDestination(Streams.ofProcess().out(), 0, Long.MAX_VALUE);
            out.read(device, 0, 0, device.sizeBytes());
            FileChannel channel = file.getChannel();
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1, arena);
            mapped.isLoaded();
            mapped.asByteBuffer();
        }
    }
}
