/** Build tool: the database as Java classes, written from the migrations. No part of the running program. */
@NullMarked
package org.kapsurvey.migrations.tables;

import org.jspecify.annotations.NullMarked;
