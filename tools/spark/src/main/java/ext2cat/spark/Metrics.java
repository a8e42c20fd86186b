// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What a read cost, in the web interface of Spark and for its listeners. */
public final class Metrics {

    private Metrics() {}

    static CustomMetric[] all() {
        return new CustomMetric[] {new BytesRead(), new Requests(), new FilesRead()};
    }

    /** One task's part of a metric. */
    record OfTask(String name, long value) implements CustomTaskMetric {}

    /** Bytes that were read of images. */
    public static final class BytesRead extends CustomSumMetric {
        static final String NAME = "imageBytesRead";

        /** Called by Spark. */
        public BytesRead() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "bytes read of images";
        }
    }

    /** Requests to the file system that has the images. */
    public static final class Requests extends CustomSumMetric {
        static final String NAME = "imageRequests";

        /** Called by Spark. */
        public Requests() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "requests to the file system of the images";
        }
    }

    /** Files whose contents were read. */
    public static final class FilesRead extends CustomSumMetric {
        static final String NAME = "filesRead";

        /** Called by Spark. */
        public FilesRead() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "files whose contents were read";
        }
    }
}
