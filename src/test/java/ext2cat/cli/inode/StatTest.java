// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.inode;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Encrypted;
import ext2cat.cli.Listed;
import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Terminal;
import ext2cat.images.Escaped;
import ext2cat.images.ExpectedXattr;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ext2 stat} and {@code ext2 inode}: everything of an inode. */
final class StatTest {

    private final TestImages images = new TestImages();
    @TempDir private Path folder;

    @Test
    void anInodeIsToldAsStatDoes() throws IOException {
        Ran.ext2(folder, "stat", "--utc", expanded("tour"), "/README.txt")
                .check(
                        """
                               File: /README.txt
                               Size: 466             Blocks: 2          IO Block: 1024   regular file
                              Inode: 12              Links: 2           State: in use
                             Access: (0644/-rw-r--r--)  Uid: (0)  Gid: (0)
                           Accessed: 2023-11-14 22:13:20.000000000 +0000
                           Modified: 2025-01-01 00:00:00.000000000 +0000
                            Changed: 2023-11-14 22:13:20.000000000 +0000
                              Flags: ---------------------- (0x0)
                         Generation: 0               Version: 0         Extra size: 0
                                Map: 1 block in 1 run

                        """,
                        "",
                        ExitCode.OK);
    }

    @Test
    void theHashOfAFileWithVerityIsFoundAfterItsEnd() throws IOException {
        Path image = expanded("bigalloc-4k");
        assertThat(Ran.ext2(folder, "stat", image, "/verified").text())
                .contains(
                        "Map: 2 blocks in 2 runs, 1 beyond the end, 2 clusters\n",
                        """
                             Verity: sha256:7601c221ddc128904122d70ee843485eca25ce4376f22bf057bf67bba6fa2687
                                     root hash 0a39cae961599dc066a73c59914efc07cc8cc5c10a07c942708cf67302502e08
                                     100 bytes, blocks of 4096 bytes, salt 73616c74, no signature
                        """
                                .indent(0));
        byte[] bytes = Files.readAllBytes(image);
        int block = 0;
        while (new String(bytes, block, 8, StandardCharsets.ISO_8859_1).indexOf("\1\1\f\4") != 0) {
            block += 4096;
        }
        bytes[block + 4095] = 1; // the length of the descriptor
        Ran ran = Ran.ext2(folder, "stat", Files.write(image, bytes), "/verified");
        assertThat(ran.err())
                .contains("its verity descriptor of 16777472 bytes is not between byte 65536 and");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void thePolicyOfAnEncryptedFileIsSpelled() throws IOException {
        assertThat(Ran.ext2(folder, "stat", Encrypted.v2(folder), "/hello.txt").text())
                .endsWith(
                        """
                         Encryption: policy v2, contents AES-256-XTS, names AES-256-CBC-CTS, padded to 32 bytes, IV_INO_LBLK_64
                                     master key identifier 0b68719c6853bd9b89ea71ee5fb7ba65
                                     nonce 0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e

                        """
                                .indent(0));
        assertThat(Ran.ext2(folder, "stat", Encrypted.v1(folder), "/hello.txt").text())
                .contains(
                        "policy v1, contents AES-256-XTS, names AES-256-CBC-CTS, padded to 4"
                                + " bytes\n",
                        "master key descriptor de278c767eaaf54d\n");
        assertThat(Ran.ext2(folder, "stat", Encrypted.v3(folder), "/hello.txt").err())
                .contains("its encryption has a context of version 3 and 28 bytes, not of");
    }

    @Test
    void aFileInItsInodeHasTheSectorsOfItsBytes() throws IOException {
        Path image = expanded("extents-1k");
        assertThat(Ran.ext2(folder, "stat", image, "/hundred").text())
                .contains(
                        "Size: 100             Blocks: 1 ",
                        "Map: no blocks, the inode itself holds the contents\n");
        Ran.ext2(folder, "stat", "-c", "%n %b", image, "/hundred", "/dir", "/prepared")
                .check("/hundred 1\n/dir 0\n/prepared 40\n", "", ExitCode.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/README.txt | %a %A %b %B %C %d %D %f %F | 644 -rw-r--r-- 2 512 ? 0 0 81a4 regular"
                        + " file",
                "/README.txt | %g %G %u %U %h %i %m %o %s | 0 UNKNOWN 0 UNKNOWN 2 12 / 1024 466",
                "/README.txt | %w %W %X %.3Y %.Z %y | - 0 1700000000 1735689600.000"
                        + " 1700000000.000000000 2025-01-01 00:00:00.000000000 +0000",
                "/dev/null | %t %T %r %R %Hr %Lr %F %n | 1 3 259 103 1 3 character special file"
                        + " /dev/null",
                "/notes/latest | %N %F | '/notes/latest' -> 'verse.txt' symbolic link",
                "/README.txt | %#a %#f %08s %-6s. %6i %% %.2n \\n | 0644 0x81a4 00000466 466   . "
                        + "    12 % /R \\n",
                "<12> | %n | <12>"
            })
    void aFormatMakesWhatGnuStatMakes(String path, String format, String line) throws IOException {
        Ran.ext2(folder, "stat", "--utc", "-c", format, expanded("tour"), path)
                .check(line + "\n", "", ExitCode.OK);
    }

    @Test
    void aFormatOfPrintfEndsLinesItself() throws IOException {
        Path tour = expanded("tour");
        Ran.ext2(folder, "stat", "--printf", "%n\\t%s\\n", tour, "/man-page", "/none", "/notes/v*")
                .check(
                        "/man-page\t16384\n/notes/verse.txt\t168\n",
                        "ext2 stat: /none: no such file or directory\n",
                        ExitCode.PATH_OR_IO);
        Ran.ext2(folder, "stat", "-t", tour, "/dev/null")
                .check(
                        "/dev/null 0 0 21b6 0 0 0 20 1 1 3 1700000000 1700000000 1700000000 0"
                                + " 1024\n",
                        "",
                        ExitCode.OK);
        Ran.ext2(folder, "stat", "-c", "%q", tour, "/")
                .check("", "ext2 stat: a format has no '%q'\n", ExitCode.USAGE);
        assertThat(Ran.ext2(folder, "stat", "-c", "%n", "--json", tour, "/").code()).isEqualTo(2);
    }

    @Test
    void aFormatTellsTheLabelAndNamesAsBytes() throws IOException {
        Path tree = expanded("tree-default-1k");
        Ran.ext2(folder, "stat", "-c", "%C", tree, "/xattrs/many", "/hello.txt")
                .check("system_u:object_r:etc_t:s0\n?\n", "", ExitCode.OK);
        Object[] args = {"stat", "-c", "%n", tree, "/names/*red*"};
        assertThat(Listed.of(args).text()).startsWith("/names/\033[31mred");
        assertThat(Listed.on(new Terminal(true, 80, true), args).text())
                .startsWith("/names/\\x1b[31mred");
    }

    @Test
    void aSymlinkIsToldOfAndFollowedOnlyIfWanted() throws IOException {
        Path tour = expanded("tour");
        assertThat(lines(Ran.ext2(folder, "stat", tour, "/notes/latest"), "File"))
                .containsExactly("/notes/latest -> verse.txt");
        assertThat(lines(Ran.ext2(folder, "stat", "-L", tour, "/notes/latest"), "File"))
                .containsExactly("/notes/verse.txt");
    }

    @Test
    void aDeviceHasItsNumbers() throws IOException {
        Ran ran = Ran.ext2(folder, "stat", expanded("tour"), "/dev/null");
        assertThat(lines(ran, "Device")).containsExactly("1:3");
        assertThat(lines(ran, "Access")).containsExactly("(0666/crw-rw-rw-)  Uid: (0)  Gid: (0)");
    }

    @Test
    void attributesAreDecodedOrShownAsTextOrInHexadecimal() throws IOException {
        Path image = expanded("tree-default-1k");
        assertThat(lines(Ran.ext2(folder, "stat", image, "/xattrs/many"), "Xattr"))
                .containsExactly(
                        "user.bytes=0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e"
                            + "1f2021222324252627",
                        "user.empty=\"\"",
                        "trusted.note=\"for root\"",
                        "security.selinux: system_u:object_r:etc_t:s0");
        assertThat(Ran.ext2(folder, "stat", image, "/xattrs/acl").text())
                .contains(
                        """
                              Xattr: system.posix_acl_access:
                                       user::rw-
                                       user:1000:r--
                                       group::r--
                                       mask::r--
                                       other::---
                        """);
    }

    @Test
    void everyAttributeOfTheTestImagesIsThere() throws IOException {
        for (String name : List.of("tree-inode256-1k", "tree-inode1024-4k", "tree-default-2k")) {
            TestImage image = images.named(name);
            Path expanded = image.expandInto(folder);
            assertThat(image.xattrs()).as(name).isNotEmpty();
            for (ExpectedXattr xattr : image.xattrs()) {
                String json = Ran.ext2(folder, "stat", "--json", expanded, xattr.path()).text();
                String text = "\"name\": \"" + xattr.name() + "\",\n        \"value_hex\": \"";
                // An access list has another form on disk than the expectation tells.
                String value =
                        xattr.name().startsWith("system.posix_acl")
                                ? "01000000"
                                : HexFormat.of().formatHex(Escaped.bytes(xattr.value())) + '"';
                assertThat(json).as(name + xattr.path()).contains(text + value);
            }
        }
    }

    @Test
    void anInodeIsFoundByEveryNameAndInOneWalk() throws IOException {
        Ran ran = Ran.ext2(folder, "inode", expanded("tour"), "12", "13", "2", "8");
        assertThat(lines(ran, "Paths")).containsExactly("/README.txt", "/notes", "/", "none");
        assertThat(ran.text()).contains("Paths: /README.txt\n             /notes/README\n");
        assertThat(lines(ran, "Inode"))
                .satisfiesExactly(
                        twelve -> assertThat(twelve).endsWith("State: in use"),
                        thirteen -> assertThat(thirteen).endsWith("State: in use"),
                        root -> assertThat(root).endsWith("State: in use (root directory)"),
                        journal -> assertThat(journal).endsWith("State: in use (journal)"));
    }

    @Test
    void aDeletedInodeSaysSo() throws IOException {
        Ran ran = Ran.ext2(folder, "inode", "--utc", expanded("deleted-1k"), "16");
        assertThat(lines(ran, "Inode").getFirst()).endsWith("State: deleted");
        assertThat(lines(ran, "Deleted")).containsExactly("2023-11-14 22:13:20.000000000 +0000");
        assertThat(lines(ran, "Map"))
                .containsExactly(
                        "4 blocks in 2 runs, 1 single indirect block, 1 double indirect block, 1"
                                + " hole of 267 blocks");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aNumberThatIsNoInodeIsToldAndTheNextIsShown() throws IOException {
        Ran ran = Ran.ext2(folder, "inode", expanded("tour"), "65", "12");
        assertThat(ran.err())
                .isEqualTo("ext2 inode: <65>: there is none; the file system has inodes 1 to 64\n");
        assertThat(lines(ran, "File")).containsExactly("<12>");
        assertThat(ran.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void ownersHaveTheNamesThatTheImageTells() throws IOException {
        byte[] image = images.named("tour").bytes();
        // The root's entry README.txt becomes etc, and the notes of it passwd and group.
        String passwd = "root:x:0:0::/:\n\u001b[2J:x:1000:1000::/:\nbad:x:y:0\n";
        write(image, 29 * 1024, passwd);
        Path changed = Files.write(folder.resolve("named.img"), image);
        Ran before = Ran.ext2(folder, "stat", changed, "/notes/verse.txt");
        assertThat(lines(before, "Access").getFirst()).endsWith("Uid: (1000)  Gid: (1000)");
        rename(image, "notes", "etc");
        // In /etc, formerly /notes, in block 27: café.txt is now the list of users.
        rename(image, "caf\u00e9.txt", "passwd");
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(5 * 1024 + 14 * 128 + 4, passwd.length());
        Path named = Files.write(changed, image);
        Ran ran = Ran.ext2(folder, "stat", named, "/etc/verse.txt", "/README.txt");
        assertThat(lines(ran, "Access"))
                .containsExactly(
                        "(0644/-rw-r--r--)  Uid: (1000/\\x1b[2J)  Gid: (1000)",
                        "(0644/-rw-r--r--)  Uid: (0/root)  Gid: (0)");
    }

    @Test
    void damagedAttributesAreToldAndTheRestIsShown() throws IOException {
        byte[] image = images.named("tree-default-1k").bytes();
        Path sound = Files.write(folder.resolve("tree.img"), image);
        String block =
                lines(Ran.ext2(folder, "stat", sound, "/xattrs/many"), "File ACL").getFirst();
        int at = Integer.parseInt(block.substring("block ".length())) * 1024;
        image[at] = 0x55;
        Path damaged = Files.write(folder.resolve("damaged.img"), image);
        Ran ran = Ran.ext2(folder, "stat", damaged, "/xattrs/many", "/hello.txt");
        assertThat(ran.err()).contains("/xattrs/many: ").contains("magic number 0xea020055 is not");
        assertThat(lines(ran, "File")).containsExactly("/xattrs/many", "/hello.txt");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void jsonOfAnInodeTellsItsLinksAndBothPaths() throws IOException {
        assertThat(Ran.ext2(folder, "inode", "--json", expanded("tour"), "12").text())
                .containsPattern("\"inode\" *: *12,")
                .containsPattern("\"links\" *: *2,")
                .contains("\"/README.txt\"", "\"/notes/README\"");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        Ran ran = Ran.ext2(folder, "stat", "--json", expanded("tour"), "/notes/latest");
        assertThat(ran.text())
                .contains(
                        "\"path\": \"/notes/latest\",\n    \"inode\": 16,\n",
                        "\"mode\": \"120777\",\n    \"permissions\": \"lrwxrwxrwx\",\n",
                        "\"target\": \"verse.txt\",\n",
                        "\"mtime\": \"2023-11-14T22:13:20Z\",\n");
    }

    private Path expanded(String name) throws IOException {
        return images.named(name).expandInto(folder);
    }

    /** What stands behind a label, in each line that has it. */
    private static List<String> lines(Ran ran, String label) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : ran.text().split("\n")) {
            if (line.strip().startsWith(label + ": ")) {
                found.add(line.strip().substring(label.length() + 2));
            }
        }
        return found;
    }

    private static void write(byte[] image, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, image, at, bytes.length);
    }

    /** Gives the first entry of that name another one, not longer. */
    private static void rename(byte[] image, String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.UTF_8);
        String text = new String(image, StandardCharsets.ISO_8859_1);
        String entry =
                (char) old.length
                        + "[\\x01\\x02]\\Q"
                        + new String(old, StandardCharsets.ISO_8859_1);
        var matcher = Pattern.compile(entry).matcher(text);
        assertThat(matcher.find()).as(from).isTrue();
        image[matcher.start()] = (byte) to.length();
        write(image, matcher.start() + 2, to);
    }
}
