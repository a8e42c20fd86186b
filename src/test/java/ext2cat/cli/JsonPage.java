// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code src/doc/json.md}, and what documents have that contradicts them. */
final class JsonPage {

    private static final Pattern HEADING = Pattern.compile("## `(.*)`");
    private static final Pattern ROW = Pattern.compile("\\| `(.*?)` \\| (.*?) \\| .* \\| (.*) \\|");

    /** A row: the type of a field, and whether it may be missing. */
    private record Row(String type, boolean optional) {}

    /** The rows of a command, and which of them its documents had. */
    static final class Table {

        private final Map<String, Row> rows = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();
        private final Set<String> problems = new TreeSet<>();

        /** Holds a document against the rows. */
        void check(byte[] document) throws IOException {
            Object root = read(document);
            if (root instanceof List<?> array) {
                elements("[].", array, "[].");
            } else if (root instanceof Map<?, ?> object) {
                object("", object);
            }
        }

        /** What was wrong with documents so far, and rows that none of them needed. */
        Set<String> problems() {
            Set<String> all = new TreeSet<>(problems);
            rows.forEach(
                    (field, row) -> {
                        if (!seen.contains(field)) {
                            all.add(field + " is in no output");
                        }
                    });
            return all;
        }

        /**
         * An object.
         *
         * @param place what comes before its fields in the table
         */
        private void object(String place, Map<?, ?> object) {
            object.forEach((name, value) -> field(place, name.toString(), value));
            rows.forEach(
                    (field, row) -> {
                        String name = field.substring(Math.min(place.length(), field.length()));
                        if (!row.optional
                                && field.startsWith(place)
                                && name.matches("\\w+")
                                && !object.containsKey(name)) {
                            problems.add(field + " is missing");
                        }
                    });
        }

        private void field(String place, String name, Object value) {
            String field = rows.containsKey(place + name) ? place + name : place + "*";
            Row row = rows.get(field);
            if (row == null) {
                problems.add(place + name + " has no row");
                return;
            }
            seen.add(field);
            boolean right =
                    switch (row.type) {
                        case "text" -> value instanceof String;
                        case "time" -> value instanceof String text && isTime(text);
                        case "number" -> value instanceof Number && isWhole(value);
                        case "decimal" -> value instanceof Number && !isWhole(value);
                        case "flag" -> value instanceof Boolean;
                        case "object" -> value instanceof Map<?, ?>;
                        case "array of texts" -> isArray(value, String.class);
                        case "array of numbers" -> isArray(value, Number.class);
                        case "array of pairs" ->
                                isArray(value, List.class)
                                        && ((List<?>) value).stream().allMatch(Table::isPair);
                        case "array of objects", "array of these objects" ->
                                isArray(value, Map.class);
                        default -> false;
                    };
            if (!right) {
                problems.add(field + " is no " + row.type + ": " + value);
            } else if (value instanceof Map<?, ?> object) {
                object(field + ".", object);
            } else if (row.type.equals("array of objects")) {
                elements(field + "[].", (List<?>) value, "");
            } else if (row.type.equals("array of these objects")) {
                elements(place, (List<?>) value, "");
            }
        }

        private void elements(String place, List<?> array, String root) {
            for (Object element : array) {
                if (element instanceof Map<?, ?> object) {
                    object(place, object);
                } else {
                    problems.add(root + " is no object: " + element);
                }
            }
        }

        private static boolean isArray(Object value, Class<?> of) {
            return value instanceof List<?> array && array.stream().allMatch(of::isInstance);
        }

        private static boolean isPair(Object value) {
            return isArray(value, Number.class) && ((List<?>) value).size() == 2;
        }

        private static boolean isWhole(Object number) {
            return !number.toString().contains(".");
        }

        private static boolean isTime(String text) {
            try {
                return Instant.parse(text).toString().equals(text);
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    private final Map<String, Table> tables = new LinkedHashMap<>();

    /** Reads the page. */
    JsonPage(Path file) throws IOException {
        Table table = new Table();
        for (String line : Files.readAllLines(file)) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                table = new Table();
                tables.put(heading.group(1), table);
            } else if (row.matches()) {
                boolean optional = !row.group(3).equals("never");
                if (table.rows.put(row.group(1), new Row(row.group(2), optional)) != null) {
                    table.problems.add(row.group(1) + " has two rows");
                }
            }
        }
    }

    /** The headings, which are command lines. */
    Set<String> commands() {
        return tables.keySet();
    }

    /** The table under a heading. */
    Table of(String command) {
        return tables.get(command);
    }

    private static Object read(byte[] document) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            return parser.nextToken() == null ? null : value(parser);
        }
    }

    /** The value of which the parser has read the first token. */
    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (object.put(name, value(parser)) != null) {
                        throw new IOException("two fields " + name);
                    }
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_NUMBER_INT -> {
                return parser.getBigIntegerValue();
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getDecimalValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return parser.getText();
            }
        }
    }
}
