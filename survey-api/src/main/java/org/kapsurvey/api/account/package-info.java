/** Who uses the service: accounts with a role, their passwords, their sessions, and what slows down whoever guesses. */
@NullMarked
package org.kapsurvey.api.account;

import org.jspecify.annotations.NullMarked;
