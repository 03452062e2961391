package org.kapsurvey.api;

/** The service can't start with these options on this machine; the message is for the person at the terminal. */
public final class ServiceException extends RuntimeException {
    ServiceException(String message) {
        super(message);
    }
}
