#ifndef SPICE_TERMINAL_RESCUE_H
#define SPICE_TERMINAL_RESCUE_H

void spice_rescue_placeholder(void);

#endif
