// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** The {@code ext2} program. */
public final class Ext2 {

    private Ext2() {}

    /**
     * Prints the program's name.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        System.out.println("ext2");
    }
}
