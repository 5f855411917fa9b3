import Returns
