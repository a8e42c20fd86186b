// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.Arrays;
import java.util.List;

/** The words of a step: plain ones by place, {@code key=value} ones by key. */
record ScenarioWords(List<String> plain, List<String> all) {

    static ScenarioWords of(String text) {
        List<String> all = Arrays.asList(text.trim().split(" +"));
        return new ScenarioWords(all.stream().filter(w -> !w.contains("=")).toList(), all);
    }

    String at(int i) {
        return plain.get(i);
    }

    long number(int i) {
        return Long.parseLong(plain.get(i));
    }

    String value(String key, String otherwise) {
        return all.stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    boolean isSet(String key) {
        return value(key, "0").equals("1");
    }

    /** The step without its first word. */
    String tail() {
        return String.join(" ", all.subList(1, all.size()));
    }

    static VmFlags access(String prot) {
        VmFlags flags = VmFlags.NONE;
        if (prot.equals("none")) {
            return flags;
        }
        for (char letter : prot.toCharArray()) {
            flags =
                    flags.with(
                            switch (letter) {
                                case 'r' -> VmFlag.READ;
                                case 'w' -> VmFlag.WRITE;
                                case 'x' -> VmFlag.EXEC;
                                default -> throw new IllegalArgumentException(prot);
                            });
        }
        return flags;
    }

    /** A page and an offset in it: {@code 1}, {@code 0:0x800}. */
    static long offset(String text) {
        return text.contains(":") ? Long.decode(text.substring(text.indexOf(':') + 1)) : 0;
    }

    static long page(String text) {
        return Long.parseLong(text.contains(":") ? text.substring(0, text.indexOf(':')) : text);
    }
}
