// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

final class PaxRecordsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 6",
        "4, 9",
        "5, 11",
        "6, 12",
        "92, 98",
        "93, 99",
        "94, 101",
        "990, 997",
        "993, 1001"
    })
    void theLengthOfARecordCountsItsOwnDigits(int valueBytes, int length) {
        PaxRecords records = new PaxRecords();
        records.add("k", "v".repeat(valueBytes));
        String text = new String(records.toBytes(), StandardCharsets.US_ASCII);
        assertThat(text).hasSize(length).startsWith(length + " k=v").endsWith("v\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 500000000, 1.5",
        "1, 5, 1.000000005",
        "-1, 0, -1",
        "-1, 500000000, -0.5",
        "-2, 999999999, -1.000000001"
    })
    void aTimeIsADecimalNumber(long seconds, int nanos, String expected) {
        assertThat(PaxRecords.text(Instant.ofEpochSecond(seconds, nanos))).isEqualTo(expected);
    }

    @Test
    void aValueIsAnyBytes() {
        PaxRecords records = new PaxRecords();
        records.add("k", new byte[] {'\n', 0, (byte) 0xff});
        assertThat(records.toBytes()).containsExactly('8', ' ', 'k', '=', '\n', 0, 0xff, '\n');
    }
}
