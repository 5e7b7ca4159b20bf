package org.prodrome.sandbox.fhir;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * An answer that is sent when its buffer is full or it is complete: HAPI's JSON writer flushes after every value, and each
 * flush would be a packet of its own.
 */
final class UnflushedAnswer extends HttpServletResponseWrapper {

    private static final int BUFFER = 64 * 1024;

    UnflushedAnswer(HttpServletResponse response) {
        super(response);
        response.setBufferSize(BUFFER);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return new PrintWriter(new FilterWriter(super.getWriter()) {
            @Override
            public void flush() {
                // when the answer is complete
            }
        });
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Unflushed(super.getOutputStream());
    }

    private static final class Unflushed extends ServletOutputStream {

        private final ServletOutputStream out;

        Unflushed(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // when the answer is complete
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
