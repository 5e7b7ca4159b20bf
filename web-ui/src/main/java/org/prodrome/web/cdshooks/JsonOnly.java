package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a call whose body is not JSON by its own word, or whose sender takes no JSON, before anything is done for it (RFC 9110,
 * 15.5.7 and 15.5.16). One that says neither is taken.
 */
@Component
final class JsonOnly implements WebMvcConfigurer, HandlerInterceptor {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/cds-services", "/cds-services/**");
    }

    /** @throws FieldProblem 406 or 415 */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (!accept.isEmpty() && types(accept).stream().noneMatch(JsonOnly::takesJson)) {
            throw problem(HttpStatus.NOT_ACCEPTABLE, HttpHeaders.ACCEPT);
        }
        @Nullable String content = request.getContentType();
        if (content != null && types(List.of(content)).stream().noneMatch(JsonOnly::isJson)) {
            throw problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.CONTENT_TYPE);
        }
        return true;
    }

    private static FieldProblem problem(HttpStatus status, String header) {
        return new FieldProblem(status.value(), header, MediaType.APPLICATION_JSON_VALUE, "another type");
    }

    private static List<MediaType> types(List<String> header) {
        try {
            return MediaType.parseMediaTypes(header);
        } catch (InvalidMediaTypeException malformed) {
            return List.of();
        }
    }

    private static boolean takesJson(MediaType type) {
        return type.getQualityValue() > 0 && (type.includes(MediaType.APPLICATION_JSON) || isJson(type));
    }

    private static boolean isJson(MediaType type) {
        return type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }
}
