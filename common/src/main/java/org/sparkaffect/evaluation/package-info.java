/** How good a system is, by what it makes of clips whose emotion is known. */
package org.sparkaffect.evaluation;
