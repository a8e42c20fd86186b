// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a command may be told on its command line, an option or a word, and what it was
 * told.
 */
public final class Parameter<T> {

    private final Shape shape;
    private final Kind<T> kind;
    private final String description;
    private final String byDefault;
    private final List<T> given = new ArrayList<>();

    /**
     * One not told yet.
     *
     * @param byDefault what counts as told where nothing is, in the words of the command line;
     *     empty if there is no such thing
     */
    Parameter(Shape shape, Kind<T> kind, String byDefault, String description) {
        this.shape = shape;
        this.kind = kind;
        this.byDefault = byDefault;
        this.description = description;
    }

    /** How it is written. */
    Shape shape() {
        return shape;
    }

    /** Whether it is a word, which has no name before it. */
    public boolean isWord() {
        return !shape.isOption();
    }

    /** What its values are read as. */
    Kind<T> kind() {
        return kind;
    }

    /** What the help says of it. */
    String description() {
        return description;
    }

    /** Whether the user told it. */
    public boolean isGiven() {
        return !given.isEmpty();
    }

    /** What the user told, else the default. */
    public T get() {
        return given.isEmpty() ? kind.reader().apply(byDefault) : given.getFirst();
    }

    /** What the user told, if he did. */
    public Optional<T> ifGiven() {
        return given.stream().findFirst();
    }

    /** All that the user told, else the default, if there is one. */
    public List<T> all() {
        return given.isEmpty() && !byDefault.isEmpty() ? List.of(get()) : List.copyOf(given);
    }

    /**
     * Takes a word of the command line.
     *
     * @throws IllegalArgumentException if it is not of the kind
     */
    void read(String word) {
        given.add(kind.reader().apply(word));
    }

    /** Takes values that were read already, in place of all before. */
    void set(List<T> values) {
        given.clear();
        given.addAll(values);
    }
}
