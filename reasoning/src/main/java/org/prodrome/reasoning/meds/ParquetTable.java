package org.prodrome.reasoning.meds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** One Parquet file, written row by row; at most one row group of it is in memory. For one thread; close it. */
final class ParquetTable<T> implements AutoCloseable {
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final ParquetWriter<T> writer;

    /** How a row becomes fields. */
    interface Layout<T> {
        void write(T row, Fields fields);
    }

    private ParquetTable(ParquetWriter<T> writer) {
        this.writer = writer;
    }

    static <T> ParquetTable<T> create(Path file, MessageType schema, Layout<T> layout) throws IOException {
        return new ParquetTable<>(new Builder<>(new LocalOutputFile(file), schema, layout)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new GzipPages())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build());
    }

    void add(T row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** The fields of the row that is being written, in the order of the schema; a null is left out. */
    static final class Fields {
        private final MessageType schema;
        private final RecordConsumer out;
        private int next;

        private Fields(MessageType schema, RecordConsumer out) {
            this.schema = schema;
            this.out = out;
        }

        Fields number(@Nullable Long value) {
            return value == null ? skip() : field(() -> out.addLong(value));
        }

        Fields number(@Nullable Float value) {
            return value == null ? skip() : field(() -> out.addFloat(value));
        }

        Fields text(@Nullable String value) {
            return value == null ? skip() : field(() -> out.addBinary(Binary.fromString(value)));
        }

        /** A list in the three levels of the format: list, element. */
        Fields texts(List<String> values) {
            return field(() -> {
                out.startGroup();
                if (!values.isEmpty()) {
                    out.startField("list", 0);
                    values.forEach(this::element);
                    out.endField("list", 0);
                }
                out.endGroup();
            });
        }

        private void element(String value) {
            out.startGroup();
            out.startField("element", 0);
            out.addBinary(Binary.fromString(value));
            out.endField("element", 0);
            out.endGroup();
        }

        private Fields skip() {
            next++;
            return this;
        }

        private Fields field(Runnable value) {
            String name = schema.getFieldName(next);
            out.startField(name, next);
            value.run();
            out.endField(name, next);
            next++;
            return this;
        }
    }

    private static final class Support<T> extends WriteSupport<T> {
        private final MessageType schema;
        private final Layout<T> layout;
        private @Nullable RecordConsumer out;

        Support(MessageType schema, Layout<T> layout) {
            this.schema = schema;
            this.layout = layout;
        }

        /** Of the interface; never called with the configuration that is used here. */
        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(T row) {
            RecordConsumer to = out;
            if (to == null) {
                throw new IllegalStateException("a row before the file was begun");
            }
            to.startMessage();
            layout.write(row, new Fields(schema, to));
            to.endMessage();
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final MessageType schema;
        private final Layout<T> layout;

        Builder(OutputFile file, MessageType schema, Layout<T> layout) {
            super(file);
            this.schema = schema;
            this.layout = layout;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return new Support<>(schema, layout);
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return new Support<>(schema, layout);
        }
    }
}
