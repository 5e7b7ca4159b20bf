package org.prodrome.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.prodrome.web.workbench.WorkbenchSignIn;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What a page may load, and who may frame it: the EHRs, but nobody the rules page.
 *
 * @param directives all but the last one's value, {@code frame-ancestors}
 * @param ancestors the EHRs' origins
 */
record ContentPolicy(String directives, String ancestors) implements HeaderWriter {
    private static final String HEADER = "Content-Security-Policy";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        boolean workbench = path.equals(WorkbenchSignIn.ROOT) || path.startsWith(WorkbenchSignIn.ROOT + "/");
        if (!response.containsHeader(HEADER)) {
            response.setHeader(HEADER, directives + (workbench ? "'none'" : ancestors));
        }
    }
}
