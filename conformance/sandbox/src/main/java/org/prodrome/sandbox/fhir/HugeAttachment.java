package org.prodrome.sandbox.fhir;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A Binary of 50 MB of plain text, made while it is sent; as FHIR JSON or as itself, by the Accept header. */
final class HugeAttachment {

    private static final int PIECES = 50 * 1024;
    private static final byte[] PIECE = piece();

    private HugeAttachment() {}

    static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean json =
                Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("json");
        response.setContentType(json ? "application/fhir+json;charset=UTF-8" : "text/plain");
        ServletOutputStream out = response.getOutputStream();
        out.write(bytes(json ? "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"" : ""));
        byte[] piece = json ? Base64.getEncoder().encode(PIECE) : PIECE;
        for (int i = 0; i < PIECES; i++) {
            out.write(piece);
        }
        out.write(bytes(json ? "\"}" : ""));
    }

    /** 1,026 bytes: a multiple of three, so that base64 needs no padding between pieces. */
    private static byte[] piece() {
        byte[] piece = new byte[1026];
        Arrays.fill(piece, (byte) 'x');
        return piece;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
