// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.bio.destination.ChannelDestination;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Runs several commands of one program in one process, so that the AOT cache which the process
 * leaves has the classes of them all. It is only part of the distribution.
 */
final class Training {

    private Training() {}

    /**
     * Runs what a cache is for.
     *
     * @param args the cache, the image packed and expanded, and a folder for files
     */
    public static void main(String[] args) throws IOException {
        String cache = args[0];
        Streams streams = Streams.ofProcess();
        for (String line : lines(cache)) {
            String image = cache.equals("look") || cache.equals("plain") ? args[2] : args[1];
            // Divided before the paths are put in, in which there may be spaces.
            String[] words = line.split(" ");
            for (int at = 0; at < words.length; at++) {
                words[at] = words[at].replace("IMAGE", image).replace("FOLDER", args[3]);
            }
            words = Arguments.recover(words);
            int status =
                    cache.equals("ext2") || cache.equals("look")
                            ? Ext2.run(words, streams)
                            : Ext2cat.run(words, streams);
            if (status != 0) {
                System.err.printf("%s %s: exit code %d%n", cache, line, status);
                System.exit(status);
            }
        }
        if (!cache.equals("look")) {
            sendMuch();
        }
        if (cache.equals("ext2")) {
            System.exit(0); // as the program ends, and ext2cat does not
        }
    }

    /** The command lines that a cache is for, of the examples that the commands have. */
    private static List<String> lines(String cache) {
        List<String> lines = new ArrayList<>(List.of("--version"));
        switch (cache) {
            case "ext2" -> {
                lines.add("--help");
                Ext2.PROGRAM.commands().forEach(entry -> lines.addAll(lines(entry)));
            }
            case "look" ->
                    Ext2.PROGRAM.commands().stream()
                            .filter(entry -> entry.start().isSmall())
                            .forEach(entry -> lines.addAll(lines(entry)));
            case "ext2cat" -> {
                lines.add("--help");
                lines.addAll(Ext2cat.COMMAND.make().examples());
            }
            case "plain" -> {
                lines.clear();
                Ext2cat.COMMAND.make().examples().stream()
                        .filter(line -> line.charAt(0) != '-')
                        .forEach(lines::add);
            }
            default -> throw new IllegalArgumentException(cache);
        }
        return lines;
    }

    private static List<String> lines(Entry entry) {
        return entry.make().examples().stream().map(line -> entry.word() + " " + line).toList();
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
