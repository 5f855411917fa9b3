#ifndef BACKHAUL_BYTESCAN_H
#define BACKHAUL_BYTESCAN_H
#include <stdint.h>
#endif
