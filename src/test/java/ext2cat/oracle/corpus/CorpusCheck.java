// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.corpus;

import ext2cat.bio.destination.ChannelDestination;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads files of many images inside one JVM and compares their hashes; the program behind
 * check-corpus. Each line of standard input names an image, a path in hexadecimal and a SHA-256,
 * with tabs between; lines of one image follow one another.
 */
public final class CorpusCheck {

    private CorpusCheck() {}

    /** Exits with 0 if all files are equal and there is at least one, else with 1. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        long equal = 0;
        long all = 0;
        String opened = "";
        Volume volume = null;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\t");
            if (!fields[0].equals(opened)) {
                if (volume != null) {
                    volume.close();
                }
                volume = open(Path.of(fields[0]));
                opened = fields[0];
            }
            all++;
            ImagePath path = ImagePath.exact(HexFormat.of().parseHex(fields[1]));
            String found = hash(volume, path);
            if (found.equals(fields[2])) {
                equal++;
            } else {
                System.out.printf("%s %s: %s%n", fields[0], path.text(), found);
            }
        }
        System.out.printf("%d of %d files equal%n", equal, all);
        System.exit(equal == all && all > 0 ? 0 : 1);
    }

    private static Volume open(Path image) throws IOException {
        return Volume.open(
                new ImageOpener(ImageOpener.defaultTemporaryDirectory(), ExpansionProgress.SILENT)
                        .open(image));
    }

    /** The hash of the file, or what went wrong. */
    private static String hash(Volume volume, ImagePath path) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try {
            Inode file = path.locateNoFollow(volume).inode();
            ChannelDestination out =
                    new ChannelDestination(
                            Channels.newChannel(
                                    new DigestOutputStream(
                                            OutputStream.nullOutputStream(), digest)),
                            0,
                            file.sizeBytes());
            file.read(0, file.sizeBytes(), out);
            out.finish();
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
