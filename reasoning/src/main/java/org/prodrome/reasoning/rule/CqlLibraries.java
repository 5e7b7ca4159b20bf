package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.LibraryBuilder;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.StringLibrarySourceProvider;
import org.cqframework.cql.cql2elm.quick.FhirLibrarySourceProvider;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.NamedTypeSpecifier;
import org.hl7.elm.r1.ParameterDef;
import org.hl7.elm.r1.ValueSetDef;
import org.hl7.elm.r1.VersionedIdentifier;

/** The pack's CQL, compiled once; afterwards only read, by any number of threads. */
final class CqlLibraries {
    private final LibraryManager manager;
    private final Map<String, String> fileOf;
    private final List<String> sources;

    /**
     * @param sources CQL by file name
     * @param fileOf file name by library name
     */
    CqlLibraries(List<String> sources, Map<String, String> fileOf) {
        CqlCompilerOptions options = new CqlCompilerOptions(
                CqlCompilerException.ErrorSeverity.Info,
                LibraryBuilder.SignatureLevel.Overloads,
                CqlCompilerOptions.Options.EnableLocators,
                CqlCompilerOptions.Options.DisableListDemotion,
                CqlCompilerOptions.Options.DisableListPromotion);
        this.manager = new LibraryManager(new ModelManager(), options, new ConcurrentHashMap<>());
        this.fileOf = Map.copyOf(fileOf);
        this.sources = List.copyOf(sources);
        manager.getLibrarySourceLoader().registerProvider(new FhirLibrarySourceProvider());
        manager.getLibrarySourceLoader().registerProvider(new StringLibrarySourceProvider(sources));
    }

    /** Every library's text. */
    List<String> sources() {
        return sources;
    }

    LibraryManager manager() {
        return manager;
    }

    /** Compiles a library with what it includes. */
    Library compile(String name, String version) {
        String file = fileOf.getOrDefault(name, name);
        List<CqlCompilerException> problems = new ArrayList<>();
        Library library;
        try {
            library = manager.resolveLibrary(id(name, version), problems).getLibrary();
        } catch (RuntimeException e) {
            throw PackProblem.in(file, "CQL could not be compiled: " + e.getMessage(), e);
        }
        problems.stream()
                .filter(problem -> problem.getSeverity() == CqlCompilerException.ErrorSeverity.Error)
                .findFirst()
                .ifPresent(problem -> {
                    throw PackProblem.in(file, located(problem, file), problem);
                });
        if (library == null) {
            throw PackProblem.in(file, "CQL could not be compiled");
        }
        return library;
    }

    static VersionedIdentifier id(String name, String version) {
        return new VersionedIdentifier().withId(name).withVersion(version);
    }

    /** Names of the defines of a compiled library, without its functions. */
    List<String> defines(VersionedIdentifier library) {
        Library compiled = manager.resolveLibrary(library).getLibrary();
        return compiled == null
                ? List.of()
                : Optional.ofNullable(compiled.getStatements()).stream()
                        .flatMap(statements -> statements.getDef().stream())
                        .filter(def -> !(def instanceof FunctionDef))
                        .map(def -> String.valueOf(def.getName()))
                        .filter(name -> !name.equals("Patient"))
                        .toList();
    }

    static List<String> defines(Library library) {
        return Optional.ofNullable(library.getStatements()).stream()
                .flatMap(statements -> statements.getDef().stream())
                .map(def -> String.valueOf(def.getName()))
                .toList();
    }

    /** Libraries of the pack that one includes. */
    static List<VersionedIdentifier> included(Library library) {
        return Optional.ofNullable(library.getIncludes()).stream()
                .flatMap(includes -> includes.getDef().stream())
                .filter(include -> !"FHIRHelpers".equals(include.getPath()))
                .map(include -> id(String.valueOf(include.getPath()), String.valueOf(include.getVersion())))
                .toList();
    }

    static List<String> valueSetUrls(Library library) {
        return Optional.ofNullable(library.getValueSets()).stream()
                .flatMap(sets -> sets.getDef().stream())
                .map(ValueSetDef::getId)
                .map(String::valueOf)
                .toList();
    }

    /** Local name of a parameter's declared type; empty when there is no such parameter. */
    static Optional<String> parameterType(Library library, String name) {
        return Optional.ofNullable(library.getParameters()).stream()
                .flatMap(parameters -> parameters.getDef().stream())
                .filter(def -> name.equals(def.getName()))
                .map(ParameterDef::getParameterTypeSpecifier)
                .filter(NamedTypeSpecifier.class::isInstance)
                .map(type -> ((NamedTypeSpecifier) type).getName())
                .map(qname -> qname == null ? "" : qname.getLocalPart())
                .findFirst();
    }

    private String located(CqlCompilerException problem, String file) {
        var where = problem.getLocator();
        if (where == null) {
            return String.valueOf(problem.getMessage());
        }
        String library = where.getLibrary() == null
                ? ""
                : String.valueOf(where.getLibrary().getId());
        String other = fileOf.getOrDefault(library, library);
        return "line " + where.getStartLine() + ", column " + where.getStartChar()
                + (other.equals(file) || other.isEmpty() ? "" : " of " + other) + ": " + problem.getMessage();
    }
}
