// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.disk.FileMode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The colours of names by what they name, as LS_COLORS tells them to ls(1): {@code
 * di=01;34:*.tar=01;31}. Where it tells nothing at all, those that ls has by itself.
 */
public final class NameColours {

    private static final String BY_ITSELF =
            "di=1;34:ln=1;36:pi=33:so=1;35:bd=1;33:cd=1;33:su=37;41:sg=30;43:tw=30;42:ow=34;42:"
                    + "st=37;44:ex=1;32";

    /** Those of ls by itself. */
    static final NameColours DEFAULT = new NameColours(BY_ITSELF);

    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;
    private static final int STICKY = 01000;
    private static final int EXECUTE_BITS = 0111;
    private static final int OTHERS_WRITE = 02;

    private record Ending(String lowerCase, String colour) {}

    private final String words;
    private final Map<String, String> byKind = new HashMap<>();
    private final List<Ending> byEnding = new ArrayList<>();
    private boolean isRead;

    private NameColours(String words) {
        this.words = words;
    }

    /** Those of an environment. */
    static NameColours of(Map<String, String> environment) {
        String words = environment.getOrDefault("LS_COLORS", "");
        return words.isEmpty() ? DEFAULT : new NameColours(words);
    }

    /** Reads the words, when first a colour is asked for: most commands show none. */
    private void read() {
        isRead = true;
        for (String word : words.split(":")) {
            int equals = word.indexOf('=');
            String colour = word.substring(equals + 1);
            // Nothing but colours is taken: the text goes to a terminal.
            boolean isColour = colour.chars().allMatch(c -> c == ';' || c >= '0' && c <= '9');
            if (equals > 0 && (isColour || colour.equals("target"))) {
                boolean isNone = colour.chars().allMatch(c -> c == ';' || c == '0');
                add(word.substring(0, equals), isNone ? "" : colour);
            }
        }
    }

    private void add(String key, String colour) {
        if (key.startsWith("*")) {
            // The last word about an ending counts.
            byEnding.addFirst(new Ending(key.substring(1).toLowerCase(Locale.ROOT), colour));
        } else {
            byKind.put(key, colour);
        }
    }

    /**
     * A name in its colour, if the terminal shows colours.
     *
     * @param mode of the file, if it is known
     * @param target of what a symlink leads to, if it is one and that is there
     */
    public String on(
            Terminal terminal, String name, Optional<FileMode> mode, Optional<FileMode> target) {
        if (!terminal.colour() || mode.isEmpty()) {
            return name;
        }
        if (!isRead) {
            read();
        }
        String colour = colour(name, mode.get(), target);
        return colour.isEmpty() ? name : "\033[" + colour + "m" + name + "\033[0m";
    }

    private String colour(String name, FileMode mode, Optional<FileMode> target) {
        return switch (mode.type()) {
            case DIRECTORY -> ofDirectory(mode.bits());
            case SYMLINK -> ofSymlink(name, target);
            case FIFO -> kind("pi");
            case SOCKET -> kind("so");
            case BLOCK_DEVICE -> kind("bd");
            case CHARACTER_DEVICE -> kind("cd");
            case REGULAR -> ofFile(name, mode.bits());
            case UNKNOWN -> "";
        };
    }

    private String ofDirectory(int bits) {
        boolean sticky = (bits & STICKY) != 0;
        boolean open = (bits & OTHERS_WRITE) != 0;
        String special = sticky && open ? kind("tw") : open ? kind("ow") : sticky ? kind("st") : "";
        return special.isEmpty() ? kind("di") : special;
    }

    private String ofSymlink(String name, Optional<FileMode> target) {
        if (target.isEmpty() && !kind("or").isEmpty()) {
            return kind("or");
        }
        if (!kind("ln").equals("target")) {
            return kind("ln");
        }
        // What a symlink leads to is never one itself.
        return target.map(mode -> colour(name, mode, Optional.empty())).orElse("");
    }

    private String ofFile(String name, int bits) {
        String special =
                (bits & SET_UID) != 0
                        ? kind("su")
                        : (bits & SET_GID) != 0
                                ? kind("sg")
                                : (bits & EXECUTE_BITS) != 0 ? kind("ex") : "";
        if (!special.isEmpty()) {
            return special;
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return byEnding.stream()
                .filter(ending -> lowerCase.endsWith(ending.lowerCase()))
                .map(Ending::colour)
                .findFirst()
                .orElse(kind("fi"));
    }

    private String kind(String letters) {
        return byKind.getOrDefault(letters, "");
    }
}
