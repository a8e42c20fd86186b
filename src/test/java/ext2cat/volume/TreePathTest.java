// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.disk.FileName;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class TreePathTest {

    private static final TreePath USR = TreePath.ROOT.child(FileName.of("usr"));

    @Test
    void aPathBeginsAtTheRoot() {
        TreePath bin = USR.child(FileName.of("bin"));
        assertThat(bin).hasToString("/usr/bin");
        assertThat(new String(bin.toBytes(), StandardCharsets.UTF_8)).isEqualTo("/usr/bin");
        assertThat(bin.names()).containsExactly(FileName.of("usr"), FileName.of("bin"));
        assertThat(bin.depth()).isEqualTo(2);
        assertThat(bin.parent()).isEqualTo(USR);
    }

    @Test
    void theRootIsASlashAndItsOwnParent() {
        assertThat(TreePath.ROOT).hasToString("/");
        assertThat(TreePath.ROOT.toBytes()).containsExactly('/');
        assertThat(TreePath.ROOT.parent()).isSameAs(TreePath.ROOT);
        assertThat(TreePath.ROOT.names()).isEmpty();
    }

    @Test
    void aSlashWithinANameIsNoDivision() {
        TreePath odd = TreePath.ROOT.child(FileName.of("usr/bin"));
        assertThat(odd).hasToString("/usr\\x2fbin").isNotEqualTo(USR.child(FileName.of("bin")));
    }

    @Test
    void pathsOfTheSameNamesAreEqual() {
        TreePath again = TreePath.ROOT.child(FileName.of("usr")).child(FileName.of("lib"));
        assertThat(USR.child(FileName.of("lib"))).isEqualTo(again).hasSameHashCodeAs(again);
        assertThat(again).isNotEqualTo(USR).isNotEqualTo(USR.child(FileName.of("Lib")));
        assertThat(TreePath.ROOT.child(FileName.of("opt")).child(FileName.of("lib")))
                .isNotEqualTo(again);
    }
}
