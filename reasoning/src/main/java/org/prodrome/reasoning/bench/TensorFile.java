package org.prodrome.reasoning.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prodrome.reasoning.failure.ReasoningException.BrokenDataFile;
import org.prodrome.reasoning.model.PlainTensor;

/**
 * Named tensors on disk for other programs: {@code tensors.bin} holds the numbers, little-endian and row by row, {@code
 * tensors.json} tells what lies where.
 */
final class TensorFile {

    private final Map<String, PlainTensor> tensors = new LinkedHashMap<>();

    void put(String prefix, Map<String, ? extends PlainTensor> parts) {
        parts.forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    }

    /** Writes both files; settings go into the index as they are. */
    void write(Path directory, Map<String, Object> settings) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode index = mapper.createObjectNode();
        index.set("settings", mapper.valueToTree(settings));
        ObjectNode places = index.putObject("tensors");
        try {
            Files.createDirectories(directory);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("tensors.bin")))) {
                long offset = 0;
                for (Map.Entry<String, PlainTensor> named : tensors.entrySet()) {
                    byte[] bytes = bytes(named.getValue());
                    place(places.putObject(named.getKey()), named.getValue(), offset);
                    out.write(bytes);
                    offset += bytes.length;
                }
            }
            mapper.writeValue(directory.resolve("tensors.json").toFile(), index);
        } catch (IOException e) {
            throw new BrokenDataFile("tensors: could not be written", e);
        }
    }

    private static void place(ObjectNode place, PlainTensor tensor, long offset) {
        switch (tensor) {
            case PlainTensor.Floats ignored -> place.put("dtype", "float32");
            case PlainTensor.Ints ignored -> place.put("dtype", "int32");
        }
        place.put("offset", offset);
        place.set("shape", new ObjectMapper().valueToTree(tensor.dimensions()));
    }

    private static byte[] bytes(PlainTensor tensor) {
        return switch (tensor) {
            case PlainTensor.Floats floats -> {
                ByteBuffer buffer = room(floats.values().length);
                buffer.asFloatBuffer().put(floats.values());
                yield buffer.array();
            }
            case PlainTensor.Ints ints -> {
                ByteBuffer buffer = room(ints.values().length);
                buffer.asIntBuffer().put(ints.values());
                yield buffer.array();
            }
        };
    }

    private static ByteBuffer room(int numbers) {
        return ByteBuffer.allocate(numbers * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
