package org.prodrome.reasoning.rule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a pack's files are read from: the class path or a folder. */
sealed interface PackFiles {

    /**
     * The bytes of a file.
     *
     * @param name relative to the pack, with {@code /}
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenRule when there is none
     */
    byte[] read(String name);

    /** Whether there is such a file. */
    boolean has(String name);

    default String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    /** The pack that ships with Prodrome. */
    record OnClassPath(String root) implements PackFiles {
        @Override
        public boolean has(String name) {
            return OnClassPath.class.getResource(root + "/" + name) != null;
        }

        @Override
        public byte[] read(String name) {
            try (InputStream in = OnClassPath.class.getResourceAsStream(root + "/" + name)) {
                if (in == null) {
                    throw PackProblem.in(name, "expected this file in the shipped pack, found none");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw PackProblem.in(name, "could not be read", e);
            }
        }
    }

    /** A site's own pack. */
    record InFolder(Path root) implements PackFiles {
        @Override
        public boolean has(String name) {
            Path file = root.resolve(name).normalize();
            return file.startsWith(root.normalize()) && Files.isRegularFile(file);
        }

        @Override
        public byte[] read(String name) {
            Path file = root.resolve(name).normalize();
            if (!file.startsWith(root.normalize())) {
                throw PackProblem.in(name, "expected a file inside the pack");
            }
            if (!Files.isRegularFile(file)) {
                throw PackProblem.in(name, "expected this file in the pack, found none");
            }
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw PackProblem.in(name, "could not be read", e);
            }
        }
    }

    /** A pack with a site's files beside it. A value set of the site's takes the place of the pack's; nothing else does. */
    record WithSite(PackFiles pack, PackFiles site) implements PackFiles {
        @Override
        public boolean has(String name) {
            return pack.has(name) || site.has(name);
        }

        @Override
        public byte[] read(String name) {
            boolean replaced = name.startsWith("valuesets/") && site.has(name);
            return replaced || !pack.has(name) ? site.read(name) : pack.read(name);
        }
    }
}
