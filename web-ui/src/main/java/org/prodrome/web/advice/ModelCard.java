package org.prodrome.web.advice;

import java.util.Map;

/**
 * The source attributes of the model that is served (45 CFR 170.315(b)(11)(iv)(B)), name and content in their order.
 *
 * @param attributes 31 of them; one that the package has nothing for says so
 */
public record ModelCard(Map<String, String> attributes) {}
