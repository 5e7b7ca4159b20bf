package org.prodrome.web.workbench;

import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.rule.RuleDescription.Parameter;
import org.prodrome.web.governance.ParameterBounds;

/** A local value of one parameter; empty, or the pack's own value, for as the pack says. */
final class ParameterField extends TextField {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 20;

    private final transient Parameter parameter;
    private final transient ParameterBounds bounds;

    /** A value that can be proposed. @param value null for the pack's */
    record Local(@Nullable Number value) {}

    ParameterField(Parameter parameter, @Nullable Number local, ParameterBounds bounds) {
        super(parameter.name());
        this.parameter = parameter;
        this.bounds = bounds;
        setId("parameter-" + parameter.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        setClassName("parameter");
        setHelperText(parameter.meaning() + ". Pack: " + (parameter.value() + " " + parameter.unit()).strip());
        setMaxLength(LONGEST);
        setValue(String.valueOf(local == null ? parameter.value() : local));
        getElement().setAttribute("inputmode", "decimal");
    }

    String name() {
        return parameter.name();
    }

    /** Empty, with the field saying why, where it is no value to propose. */
    Optional<Local> read() {
        setInvalid(false);
        if (isEmpty()) {
            return Optional.of(new Local(null));
        }
        return switch (bounds.read(parameter, getValue())) {
            case ParameterBounds.Input.Value(Number number) -> Optional.of(new Local(isPacks(number) ? null : number));
            case ParameterBounds.Input.Wrong(String words) -> {
                setErrorMessage(words);
                setInvalid(true);
                yield Optional.empty();
            }
        };
    }

    private boolean isPacks(Number number) {
        return new BigDecimal(number.toString())
                        .compareTo(new BigDecimal(parameter.value().toString()))
                == 0;
    }
}
