package org.prodrome.fhir.resources;

import ca.uhn.fhir.parser.json.BaseJsonLikeArray;
import ca.uhn.fhir.parser.json.BaseJsonLikeObject;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue;
import ca.uhn.fhir.parser.json.BaseJsonLikeWriter;
import ca.uhn.fhir.parser.json.JsonLikeStructure;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON tree for HAPI's parser, read from bytes. FHIR's objects have few members, so a member is found by going along
 * them: half the time of a tree of hash maps with a wrapper per access. Where a name stands twice, the last counts.
 */
final class CompactJson implements JsonLikeStructure {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** For a page of many: a document's content is one string, and one that is too long must not cost the others. */
    private static final JsonFactory OF_PAGES = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** No FHIR type has as many elements; going along more members than this would take too long. */
    private static final int MEMBERS = 512;

    private final BaseJsonLikeObject root;

    private CompactJson(BaseJsonLikeObject root) {
        this.root = root;
    }

    /**
     * Reads one JSON object.
     *
     * @throws IOException for what is no JSON object, or more than one
     */
    static CompactJson read(byte[] utf8) throws IOException {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return read(parser);
        }
    }

    /**
     * Reads one JSON object with strings of any length.
     *
     * @throws IOException for what is no JSON object, or more than one
     */
    static CompactJson read(String json) throws IOException {
        try (JsonParser parser = OF_PAGES.createParser(json)) {
            return read(parser);
        }
    }

    private static CompactJson read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("expected a JSON object");
        }
        var read = new CompactJson(members(parser));
        if (parser.nextToken() != null) {
            throw new IOException("expected one JSON object, got more");
        }
        return read;
    }

    /** An object within another, as a document of its own. */
    static CompactJson of(BaseJsonLikeObject object) {
        return new CompactJson(object);
    }

    @Override
    public BaseJsonLikeObject getRootObject() {
        return root;
    }

    private static Members members(JsonParser parser) throws IOException {
        var members = new Members();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
            if (members.names.size() > MEMBERS) {
                throw new IOException("expected at most " + MEMBERS + " members in an object");
            }
        }
        return members;
    }

    private static BaseJsonLikeValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Scalar(BaseJsonLikeValue.ScalarType.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Scalar(BaseJsonLikeValue.ScalarType.NUMBER, parser.getText());
            case VALUE_TRUE -> new Scalar(BaseJsonLikeValue.ScalarType.BOOLEAN, "true");
            case VALUE_FALSE -> new Scalar(BaseJsonLikeValue.ScalarType.BOOLEAN, "false");
            case VALUE_NULL -> BaseJsonLikeValue.NULL;
            default -> throw new IOException("expected a JSON value");
        };
    }

    private static Items items(JsonParser parser) throws IOException {
        var items = new Items();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.list.add(value(parser));
        }
        return items;
    }

    /** As FHIR's decimals are written: without an exponent, and with all digits. Who asks for one that is too long gets none. */
    private static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        if (Exponents.tooLarge(number)) {
            throw new NumberFormatException("expected a number that can be written out");
        }
        return new BigDecimal(number).toPlainString();
    }

    private static final class Members extends BaseJsonLikeObject {
        private final List<String> names = new ArrayList<>(8);
        private final List<BaseJsonLikeValue> values = new ArrayList<>(8);

        void put(String name, BaseJsonLikeValue value) {
            int at = names.indexOf(name);
            if (at < 0) {
                names.add(name);
                values.add(value);
            } else {
                values.set(at, value);
            }
        }

        @Override
        public Iterator<String> keyIterator() {
            return names.iterator();
        }

        @Override
        public @Nullable BaseJsonLikeValue get(String key) {
            int at = names.indexOf(key);
            return at < 0 ? null : values.get(at);
        }

        @Override
        public @Nullable Object getValue() {
            return null;
        }
    }

    private static final class Items extends BaseJsonLikeArray {
        private final List<BaseJsonLikeValue> list = new ArrayList<>(2);

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public BaseJsonLikeValue get(int index) {
            return list.get(index);
        }

        @Override
        public @Nullable Object getValue() {
            return null;
        }
    }

    private static final class Scalar extends BaseJsonLikeValue {
        private final ScalarType type;
        private final String text;

        Scalar(ScalarType type, String text) {
            this.type = type;
            this.text = text;
        }

        @Override
        public ValueType getJsonType() {
            return ValueType.SCALAR;
        }

        @Override
        public ScalarType getDataType() {
            return type;
        }

        @Override
        public Object getValue() {
            return switch (type) {
                case STRING -> text;
                case NUMBER -> getAsNumber();
                case BOOLEAN -> Boolean.valueOf(text);
            };
        }

        @Override
        public Number getAsNumber() {
            return new BigDecimal(plain(text));
        }

        @Override
        public String getAsString() {
            return type == ScalarType.NUMBER ? plain(text) : text;
        }

        @Override
        public boolean getAsBoolean() {
            return Boolean.parseBoolean(text);
        }
    }

    @Override
    public JsonLikeStructure getInstance() {
        throw new UnsupportedOperationException("read only from bytes");
    }

    @Override
    public void load(Reader reader) {
        throw new UnsupportedOperationException("read only from bytes");
    }

    @Override
    public void load(Reader reader, boolean allowArray) {
        throw new UnsupportedOperationException("read only from bytes");
    }

    @Override
    public BaseJsonLikeWriter getJsonLikeWriter() {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public BaseJsonLikeWriter getJsonLikeWriter(Writer writer) {
        throw new UnsupportedOperationException("read only");
    }
}
