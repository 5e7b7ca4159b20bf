package org.prodrome.reasoning.meds;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The tables of a MEDS dataset; what MEDS does not name stands after what it names. */
final class MedsSchemas {
    static final MessageType DATA = Types.buildMessage()
            .required(INT64)
            .named("subject_id")
            .optional(INT64)
            .as(timestampType(false, TimeUnit.MICROS))
            .named("time")
            .required(BINARY)
            .as(stringType())
            .named("code")
            .optional(FLOAT)
            .named("numeric_value")
            .optional(BINARY)
            .as(stringType())
            .named("text_value")
            .optional(BINARY)
            .as(stringType())
            .named("source_code")
            .named("data");

    static final MessageType CODES = Types.buildMessage()
            .required(BINARY)
            .as(stringType())
            .named("code")
            .optional(BINARY)
            .as(stringType())
            .named("description")
            .addField(Types.optionalGroup()
                    .as(listType())
                    .repeatedGroup()
                    .required(BINARY)
                    .as(stringType())
                    .named("element")
                    .named("list")
                    .named("parent_codes"))
            .optional(BINARY)
            .as(stringType())
            .named("unit")
            .named("codes");

    static final MessageType SPLITS = Types.buildMessage()
            .required(INT64)
            .named("subject_id")
            .required(BINARY)
            .as(stringType())
            .named("split")
            .named("subject_splits");

    static final MessageType SUBJECTS = Types.buildMessage()
            .required(INT64)
            .named("subject_id")
            .required(BINARY)
            .as(stringType())
            .named("pseudonym")
            .named("subject_ids");

    private MedsSchemas() {}

    static void data(MedsRow row, ParquetTable.Fields fields) {
        fields.number((Long) row.subject())
                .number(micros(row.time()))
                .text(row.code())
                .number(row.number())
                .text(row.text())
                .text(row.sourceCode());
    }

    static void code(MedsCodes.Code code, ParquetTable.Fields fields) {
        fields.text(code.code()).text(code.description()).texts(code.parents()).text(code.unit());
    }

    private static @Nullable Long micros(@Nullable Instant time) {
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
